package io.kazoo.core.session;

import java.util.List;

/** The paths of one SetWatches packet, with the chroot. */
public record WatchBatch(List<String> data, List<String> exist, List<String> child) {}
