/** What outlives a connection: identity, deadlines, watches, the list of servers. */
@NullMarked
package io.kazoo.core.session;

import org.jspecify.annotations.NullMarked;
