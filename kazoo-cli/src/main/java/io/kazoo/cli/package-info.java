/** The command {@code kazoo}: {@link io.kazoo.cli.Main} reads the command line, {@link io.kazoo.cli.Demo} is its main job. */
@NullMarked
package io.kazoo.cli;

import org.jspecify.annotations.NullMarked;
