package io.kazoo.testing.simulation;

/** Something that happens on a host at a time; of two at the same time, the one with the lower number is first. */
final class Event implements Comparable<Event> {
    /** Moved on while its host is paused; never while it is in a queue. */
    long time;

    final long number;
    final Host host;
    final String label;
    final Runnable task;
    boolean cancelled;

    Event(long time, long number, Host host, String label, Runnable task) {
        this.time = time;
        this.number = number;
        this.host = host;
        this.label = label;
        this.task = task;
    }

    @Override
    public int compareTo(Event other) {
        int byTime = Long.compare(time, other.time);
        return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
}
