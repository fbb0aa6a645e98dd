package io.kazoo.interop;

import io.kazoo.interop.Step.Kind;
import io.kazoo.interop.Step.Rights;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Steps drawn by lot, so that most of them meet something: few names, versions that are often right. */
final class RandomSteps {
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final List<Kind> KINDS = List.of(
            Kind.PERSISTENT, Kind.EPHEMERAL, Kind.PERSISTENT_SEQUENTIAL, Kind.EPHEMERAL_SEQUENTIAL, Kind.CONTAINER);
    private static final int REMEMBERED = 8;

    /** Out of a hundred; the others make sense in a transaction only. */
    private static final int PARTS_THAT_STAND_ALONE = 92;

    private final Random random;

    /** Names with numbers, which nobody could guess. */
    private final List<String> numbered = new ArrayList<>();

    RandomSteps(long seed) {
        random = new Random(seed);
    }

    /** Takes note of what came of a create. */
    void created(String outcome) {
        String path = outcome.split(" ", 2)[0];
        if (path.startsWith("/") && Character.isDigit(path.charAt(path.length() - 1))) {
            numbered.add(path);
            if (numbered.size() > REMEMBERED) {
                numbered.remove(0);
            }
        }
    }

    Step next() {
        int lot = random.nextInt(1000);
        if (lot < 2) {
            return new Step.Reopen();
        } else if (lot < 10) {
            return new Step.Sync(path());
        } else if (lot < 18) {
            return new Step.AddWatch(path(), random.nextBoolean());
        } else if (lot < 22) {
            return new Step.Authenticate("somebody", "secret");
        } else if (lot < 35) {
            return new Step.CountBelow(path());
        } else if (lot < 130) {
            return new Step.Transaction(IntStream.rangeClosed(0, random.nextInt(4))
                    .mapToObj(i -> part(100))
                    .toList());
        } else if (lot < 550) {
            return part(PARTS_THAT_STAND_ALONE);
        } else if (lot < 660) {
            return new Step.Exists(path(), random.nextBoolean());
        } else if (lot < 700) {
            return new Step.ReadMany(IntStream.rangeClosed(0, random.nextInt(4))
                    .mapToObj(i -> new Step.Read(path(), random.nextBoolean()))
                    .toList());
        } else if (lot < 710) {
            return new Step.Ephemerals();
        } else if (lot < 810) {
            return new Step.GetData(path(), random.nextBoolean());
        } else if (lot < 940) {
            return new Step.Children(path(), random.nextBoolean());
        } else if (lot < 970) {
            return new Step.GetAcl(path());
        } else {
            return new Step.SetAcl(path(), rights(), version());
        }
    }

    private Step.Part part(int bound) {
        int lot = random.nextInt(bound);
        if (lot < 45) {
            return new Step.Create(path(), data(), kind(), rights());
        } else if (lot < 70) {
            return new Step.Delete(path(), version());
        } else if (lot < PARTS_THAT_STAND_ALONE) {
            return new Step.SetData(path(), data(), version());
        }
        return new Step.Check(path(), version());
    }

    private String path() {
        if (!numbered.isEmpty() && random.nextInt(6) == 0) {
            return numbered.get(random.nextInt(numbered.size()));
        }
        StringBuilder path = new StringBuilder();
        int depth = 1 + random.nextInt(3);
        for (int i = 0; i < depth; i++) {
            path.append('/').append(NAMES.get(random.nextInt(NAMES.size())));
        }
        return path.toString();
    }

    private String data() {
        return "x".repeat(random.nextInt(4) * random.nextInt(20));
    }

    private Kind kind() {
        return random.nextInt(3) > 0 ? Kind.PERSISTENT : KINDS.get(random.nextInt(KINDS.size()));
    }

    private Rights rights() {
        int lot = random.nextInt(40);
        return lot == 0 ? Rights.READ_ADMIN : lot == 1 ? Rights.CREATOR : Rights.OPEN;
    }

    private int version() {
        return random.nextInt(3) > 0 ? -1 : random.nextInt(3);
    }
}
