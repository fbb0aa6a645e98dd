/**
 * What the handlers on threads of their own share: a selector for connections, timers, serial queues, an orderly end.
 * For kazoo's handlers only; no API.
 */
@NullMarked
package io.kazoo.handler.nio;

import org.jspecify.annotations.NullMarked;
