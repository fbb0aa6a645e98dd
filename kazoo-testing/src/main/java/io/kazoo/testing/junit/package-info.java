/** Servers and clients for JUnit Jupiter tests; needs junit-jupiter-api, which this module does not bring along. */
@NullMarked
package io.kazoo.testing.junit;

import org.jspecify.annotations.NullMarked;
