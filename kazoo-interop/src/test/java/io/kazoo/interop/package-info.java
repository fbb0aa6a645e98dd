/** This library beside other clients. */
@NullMarked
package io.kazoo.interop;

import org.jspecify.annotations.NullMarked;
