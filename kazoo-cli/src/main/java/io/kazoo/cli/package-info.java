/** The command {@code kazoo}: {@link io.kazoo.cli.Main} reads the command line, {@link io.kazoo.cli.Demo} is its main job. */
@org.jspecify.annotations.NullMarked
package io.kazoo.cli;
