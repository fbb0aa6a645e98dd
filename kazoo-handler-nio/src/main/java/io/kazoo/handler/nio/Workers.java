package io.kazoo.handler.nio;

import java.util.concurrent.RejectedExecutionException;

/** What runs the lanes and the jobs of a handler between a start and the close after it: all in which handlers differ. */
public interface Workers {
    /** Called once, first of all. */
    void start();

    /**
     * Takes over a lane that has tasks: calls {@link SerialLane#run} until it answers false.
     *
     * @return false if closed
     */
    boolean submit(SerialLane lane);

    /**
     * Runs a job that may block.
     *
     * @throws RejectedExecutionException if closed
     */
    void offload(Runnable job);

    /** Accepts no more lanes and jobs; the threads end when those accepted are done. */
    void close();
}
