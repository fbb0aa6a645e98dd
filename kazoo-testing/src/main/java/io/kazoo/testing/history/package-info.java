/** What clients did and saw, and whether a correct store can have answered so. */
@NullMarked
package io.kazoo.testing.history;

import org.jspecify.annotations.NullMarked;
