package io.kazoo.tck;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests of an operation that servers know since a release. On an older server they must fail, and with nothing but
 * {@link io.kazoo.exceptions.UnsupportedByServerException}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(KnownSinceExtension.class)
@interface KnownSince {
    /** The y of ZooKeeper 3.y. */
    int value();
}
