package io.kazoo.recipes.watch;

import io.kazoo.AsyncResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Children that did not change for a while.
 *
 * @param children their names, in no order
 * @param changed succeeds at the next change: a child is created or deleted, the node is deleted, or the session ends and
 *     nobody can tell. Cancel it when it is not needed: the watch is then removed. It fails with {@link
 *     io.kazoo.exceptions.CancelledException} when the {@link PatientChildrenWatch} is closed
 */
public record SettledChildren(List<String> children, AsyncResult<@Nullable Void> changed) {}
