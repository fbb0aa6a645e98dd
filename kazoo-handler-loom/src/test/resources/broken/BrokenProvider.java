package broken;

import io.kazoo.handler.Handler;
import io.kazoo.handler.HandlerProvider;

/** A provider that cannot be made. */
public final class BrokenProvider implements HandlerProvider {
    public BrokenProvider() {
        throw new IllegalStateException("out of order");
    }

    @Override
    public String name() {
        return "broken";
    }

    @Override
    public Handler create() {
        throw new IllegalStateException("not reached");
    }
}
