package io.kazoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZnodePathsTest {
    @Test
    @Tag("KT213")
    void aNormalPathIsReturnedAsItIs() {
        for (String path : new String[] {"/a/b", "/a", "a", "a/b", "/a/b/c"}) {
            assertThat(ZnodePaths.normalize(path)).isSameAs(path);
        }
    }

    @Test
    @Tag("KT214")
    void theEmptyPathStaysEmpty() {
        assertThat(ZnodePaths.normalize("")).isEmpty();
        assertThat(ZnodePaths.normalize("", true)).isEmpty();
    }

    @Test
    @Tag("KT215")
    void namesOutsideAsciiAreKept() {
        assertThat(ZnodePaths.normalize("/ä/\u65e5\u672c//\ud83d\ude00")).isEqualTo("/ä/\u65e5\u672c/\ud83d\ude00");
    }

    @ParameterizedTest
    @Tag("KT216")
    @ValueSource(strings = {"/a./b", "/a../b", "/.a/b", "/..a", "/...", "a..", "/a.b/c", "/a/.b."})
    void dotsInsideNamesAreLegal(String path) {
        assertThat(ZnodePaths.normalize(path)).isEqualTo(path);
        assertThat(ZnodePaths.normalize(path + "//")).isEqualTo(path);
    }

    @Test
    @Tag("KT217")
    void theRootIsTheRoot() {
        assertThat(ZnodePaths.normalize("/")).isEqualTo("/");
        assertThat(ZnodePaths.normalize("/", true)).isEqualTo("/");
    }

    @ParameterizedTest
    @Tag("KT218")
    @CsvSource({"//, /", "///, /", "//a/b, /a/b", "/a//b, /a/b", "/a/b/, /a/b", "/a/b///, /a/b", "a//b/, a/b"})
    void repeatedAndTrailingSlashesGo(String path, String expected) {
        assertThat(ZnodePaths.normalize(path)).isEqualTo(expected);
    }

    @ParameterizedTest
    @Tag("KT219")
    @ValueSource(
            strings = {".", "..", "/.", "/..", "./a", "../a", "/a/.", "/a/..", "/a/./b", "/a/../b", "a//..", "/a/../"})
    void relativeComponentsAreRefused(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ZnodePaths.normalize(path))
                .withMessageContaining(path);
        assertThatIllegalArgumentException().isThrownBy(() -> ZnodePaths.normalize(path, true));
    }

    @ParameterizedTest
    @Tag("KT220")
    @CsvSource({"/a/, /a/", "/a//, /a/", "a/, a/", "/a, /a", "//, /", "/a//b//, /a/b/"})
    void aTrailingSlashIsKeptWhereItMeansSomething(String path, String expected) {
        assertThat(ZnodePaths.normalize(path, true)).isEqualTo(expected);
    }

    @Test
    @Tag("KT221")
    void joinPutsOneSlashBetween() {
        assertThat(ZnodePaths.join("/a/b", "c")).isEqualTo("/a/b/c");
        assertThat(ZnodePaths.join("/a/b/", "c")).isEqualTo("/a/b/c");
        assertThat(ZnodePaths.join("/", "a")).isEqualTo("/a");
        assertThat(ZnodePaths.join("a", "b", "c")).isEqualTo("a/b/c");
        assertThat(ZnodePaths.join("/a", "b/")).isEqualTo("/a/b/");
        assertThat(ZnodePaths.join("/a/b")).isEqualTo("/a/b");
    }

    @Test
    @Tag("KT222")
    void joinOfEmptyParts() {
        assertThat(ZnodePaths.join("")).isEmpty();
        assertThat(ZnodePaths.join("", "a")).isEqualTo("a");
        assertThat(ZnodePaths.join("", "", "a")).isEqualTo("a");
        assertThat(ZnodePaths.join("a", "")).isEqualTo("a/");
        assertThat(ZnodePaths.join("a", "", "b")).isEqualTo("a/b");
    }

    @Test
    @Tag("KT223")
    void anAbsolutePartDiscardsWhatStandsBefore() {
        assertThat(ZnodePaths.join("/a/b", "/c")).isEqualTo("/c");
        assertThat(ZnodePaths.join("a", "/b", "c")).isEqualTo("/b/c");
    }

    @Test
    @Tag("KT224")
    void aLeadingSlashMakesAPathAbsolute() {
        assertThat(ZnodePaths.isAbsolute("/")).isTrue();
        assertThat(ZnodePaths.isAbsolute("/a/b")).isTrue();
    }

    @Test
    @Tag("KT225")
    void withoutALeadingSlashAPathIsRelative() {
        assertThat(ZnodePaths.isAbsolute("")).isFalse();
        assertThat(ZnodePaths.isAbsolute("a/b")).isFalse();
        assertThat(ZnodePaths.isAbsolute(" /a")).isFalse();
    }

    @ParameterizedTest
    @Tag("KT226")
    @CsvSource({"/a/b, b", "/a, a", "a, a", "/a/b/, ''", "/, ''", "'', ''"})
    void theBaseNameStandsBehindTheLastSlash(String path, String expected) {
        assertThat(ZnodePaths.baseName(path)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"/a/b, /a", "/a, /", "/, /", "/a/b/c, /a/b"})
    void theParentStandsBeforeTheLastSlash(String path, String expected) {
        assertThat(ZnodePaths.parent(path)).isEqualTo(expected);
    }

    @ParameterizedTest
    @Tag("KT227")
    @CsvSource({
        "/a, b/c, /a/b/c",
        "/a, /b/c, /a/b/c",
        "/a, //b/c., /a/b/c.",
        "/a/b, /c, /a/b/c",
        "/a, /, /a",
        "/a, '', /a",
        "'', b, /b",
        "'', /b//c/, /b/c",
        "'', /, /",
    })
    void theChrootStandsInFront(String chroot, String path, String expected) {
        assertThat(ZnodePaths.prefixRoot(chroot, path, false)).isEqualTo(expected);
    }

    @Test
    void theChrootKeepsATrailingSlashOnlyWhereAskedTo() {
        assertThat(ZnodePaths.prefixRoot("/a", "b/", true)).isEqualTo("/a/b/");
        assertThat(ZnodePaths.prefixRoot("/a", "/", true)).isEqualTo("/a/");
        assertThat(ZnodePaths.prefixRoot("", "/", true)).isEqualTo("/");
        assertThat(ZnodePaths.prefixRoot("/a", "b/", false)).isEqualTo("/a/b");
        assertThatIllegalArgumentException().isThrownBy(() -> ZnodePaths.prefixRoot("/a", "../b", true));
    }

    /** As in kazoo, but the root itself is the empty string, so that it can be put in front of any path. */
    @ParameterizedTest
    @Tag("KT228")
    @CsvSource({"'', ''", "/, ''", "//, ''", "a, /a", "/a, /a", "/a/, /a", "//a//b, /a/b", "a/b/, /a/b"})
    void chrootsAreNormalised(String chroot, String expected) {
        assertThat(ZnodePaths.normRoot(chroot)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "/a, /a, /",
        "/a, /a/b, /b",
        "/a, /b/c, /b/c",
        "/a, /ab/c, /ab/c",
        "/a/b, /a, /a",
        "'', /a/b, /a/b",
    })
    void onlyAWholeChrootIsTakenOff(String chroot, String path, String expected) {
        assertThat(ZnodePaths.unchroot(chroot, path)).isEqualTo(expected);
    }

    @Test
    void nullIsRefusedAtOnce() {
        assertThatNullPointerException().isThrownBy(() -> ZnodePaths.normalize(null));
        assertThatNullPointerException().isThrownBy(() -> ZnodePaths.prefixRoot("/a", null, false));
    }
}
