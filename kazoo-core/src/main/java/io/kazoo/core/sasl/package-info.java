/** This side of SASL: mechanisms, tickets, logins. All of it may block. */
@NullMarked
package io.kazoo.core.sasl;

import org.jspecify.annotations.NullMarked;
