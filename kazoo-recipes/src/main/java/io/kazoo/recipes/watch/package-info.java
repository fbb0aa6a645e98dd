/**
 * Functions that are called with what a node holds, now and whenever it changes: {@link io.kazoo.recipes.watch.DataWatch},
 * {@link io.kazoo.recipes.watch.ExistingDataWatch}, {@link io.kazoo.recipes.watch.ChildrenWatch}; and {@link
 * io.kazoo.recipes.watch.PatientChildrenWatch}, which waits until a node's children have settled.
 */
@NullMarked
package io.kazoo.recipes.watch;

import org.jspecify.annotations.NullMarked;
