/** Servers and clients for JUnit Jupiter tests; needs junit-jupiter-api, which this module does not bring along. */
package io.kazoo.testing.junit;
