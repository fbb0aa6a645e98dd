package io.kazoo.exceptions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorCodeTest {
    @Test
    @Tag("KT140")
    void aCodeHasItsException() {
        assertThat(ErrorCode.exception(-8, "/a"))
                .isExactlyInstanceOf(BadArgumentsException.class)
                .hasMessageContaining("/a");
        assertThat(new BadArgumentsException("m", null, null).code().code()).isEqualTo(-8);
    }

    @ParameterizedTest
    @Tag("KT141")
    @ValueSource(ints = {666, 1, -104, -126, -999, Integer.MAX_VALUE})
    void anUnknownCodeIsAnExceptionLikeAnyOther(int code) {
        ZookeeperException unknown = ErrorCode.exception(code, "/a");
        assertThat(unknown).isExactlyInstanceOf(ZookeeperException.class);
        assertThat(unknown.code()).isEqualTo(ErrorCode.UNKNOWN);
        assertThat(unknown.rawCode()).isEqualTo(code);
        assertThat(unknown).hasMessageContaining(Integer.toString(code));
    }

    @Test
    @Tag("KT142")
    void aCodeIsEnoughToMakeTheException() {
        ZookeeperException noNode = ErrorCode.exception(-101, null);
        assertThat(noNode).isExactlyInstanceOf(NoNodeException.class).hasNoCause();
        assertThat(noNode.path()).isEmpty();
        assertThat(noNode.getMessage()).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void everyCodeSurvivesTheWayThroughItsException(ErrorCode code) {
        assertThat(ErrorCode.of(code.code())).isEqualTo(code);
        ZookeeperException exception = ErrorCode.exception(code.code(), "/a");
        assertThat(exception.code()).isEqualTo(code);
        assertThat(exception.rawCode()).isEqualTo(code.code());
        assertThat(exception.path()).hasValue("/a");
        assertThat(exception.inCaller().code()).isEqualTo(code);
        assertThat(exception.inCaller().rawCode()).isEqualTo(code.code());
    }

    @Test
    void aSessionThatMustAuthenticateFailsAsAuthentication() {
        assertThat(ErrorCode.exception(-124, null)).isExactlyInstanceOf(AuthFailedException.class);
    }

    @Test
    void aConnectionLostOnTheServersSideMayHaveBeenApplied() {
        ConnectionLossException loss = (ConnectionLossException) ErrorCode.exception(-4, "/a");
        assertThat(loss.outcome()).isEqualTo(Outcome.MAYBE_APPLIED);
    }
}
