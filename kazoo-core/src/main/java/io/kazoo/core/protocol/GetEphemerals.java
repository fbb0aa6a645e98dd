package io.kazoo.core.protocol;

import io.kazoo.ZnodePaths;
import io.kazoo.core.jute.JuteReader;
import io.kazoo.core.jute.JuteWriter;
import java.util.List;

/**
 * Asks for the ephemeral nodes of this session. The server compares characters, so that {@code /ab} is below {@code /a} to
 * it; such paths are left out, and the chroot is taken off the others.
 */
public record GetEphemerals(String path, String chroot) implements Operation<List<String>> {
    @Override
    public int opCode() {
        return OpCode.GET_EPHEMERALS;
    }

    @Override
    public String since() {
        return "3.6.0";
    }

    @Override
    public void write(JuteWriter out) {
        out.writeString(path);
    }

    @Override
    public List<String> read(JuteReader in) {
        return in.readVector(JuteReader::readString).stream()
                .filter(this::isAtOrBelow)
                .map(found -> ZnodePaths.unchroot(chroot, found))
                .toList();
    }

    private boolean isAtOrBelow(String found) {
        return path.equals("/") || !ZnodePaths.unchroot(path, found).equals(found);
    }
}
