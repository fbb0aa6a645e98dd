module broken {
    requires io.kazoo.api;

    provides io.kazoo.handler.HandlerProvider with
            broken.BrokenProvider;
}
