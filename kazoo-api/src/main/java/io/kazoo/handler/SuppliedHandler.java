package io.kazoo.handler;

/** A handler the application made: the client starts it if need be, but closing it is the application's business. */
record SuppliedHandler(Handler handler) implements HandlerSource {
    @Override
    public Handler acquire() {
        handler.start();
        return handler;
    }

    @Override
    public void release() {
        // the application closes what it supplied
    }
}
