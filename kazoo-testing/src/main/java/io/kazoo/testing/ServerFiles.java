package io.kazoo.testing;

import io.kazoo.testing.support.PortBlock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The temporary folder of one server: its configuration, its data and its log. */
final class ServerFiles {
    private static final int LOG_TAIL_BYTES = 1 << 20;

    private volatile @Nullable Path home;

    /** The folder, which is there from the first {@link #prepare} on. */
    Path home() {
        Path made = home;
        if (made == null) {
            throw new IllegalStateException("The server was never started");
        }
        return made;
    }

    Path config() {
        return home().resolve("zoo.cfg");
    }

    Path log() {
        return home().resolve("server.log");
    }

    /**
     * Makes the folder, and writes the configuration and the server's number, unless they are there. Kept over restarts, because with dynamic
     * reconfiguration the server rewrites its configuration, and that has to last.
     */
    void prepare(ZooKeeperOptions options, List<PortBlock> members, int index) {
        try {
            if (home == null) {
                home = Files.createTempDirectory("kazoo-testing-");
            }
            if (Files.exists(config())) {
                return;
            }
            Path data = Files.createDirectories(home().resolve("data"));
            Files.writeString(data.resolve("myid"), Integer.toString(index + 1));
            try (Writer out = Files.newBufferedWriter(config(), StandardCharsets.UTF_8)) {
                properties(options, data, members, index).store(out, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write the configuration of a server, folder " + home, e);
        }
    }

    /** Deletes data and configuration; the log stays. */
    void wipe() {
        try {
            ServerLauncher.deleteTree(home().resolve("data"));
            Files.deleteIfExists(config());
        } catch (IOException e) {
            throw new UncheckedIOException("Could not delete the data of a server in " + home, e);
        }
    }

    /** Deletes everything. */
    void delete() {
        Path made = home;
        if (made == null) {
            return;
        }
        try {
            ServerLauncher.deleteTree(made);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not delete " + home, e);
        }
    }

    /** The last lines of the log, oldest first; none once the files are deleted. */
    List<String> lastLogLines(int count) {
        if (home == null || !Files.exists(log())) {
            return List.of();
        }
        try (var channel = Files.newByteChannel(log())) {
            channel.position(Math.max(0, channel.size() - LOG_TAIL_BYTES));
            byte[] tail = Channels.newInputStream(channel).readAllBytes();
            List<String> lines =
                    new String(tail, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + log(), e);
        }
    }

    private static Properties properties(ZooKeeperOptions options, Path data, List<PortBlock> members, int index) {
        Properties config = new Properties();
        config.setProperty("dataDir", data.toString());
        config.setProperty("tickTime", Long.toString(options.tickTime().toMillis()));
        config.setProperty(
                "maxSessionTimeout", Long.toString(options.maxSessionTimeout().toMillis()));
        config.setProperty("maxClientCnxns", "0");
        config.setProperty("admin.enableServer", "false");
        config.setProperty("4lw.commands.whitelist", "*");
        config.setProperty("reconfigEnabled", "true");
        config.setProperty("extendedTypesEnabled", "true");
        // User "super", password "test".
        config.setProperty("DigestAuthenticationProvider.superDigest", "super:D/InIHSb7yEEbrWz8b9l71RjZJU=");
        // Test data need not survive a power failure, and a process that is killed loses nothing it has written.
        config.setProperty("forceSync", "no");
        config.setProperty("preAllocSize", "1024");
        String host = PortBlock.host().getHostAddress();
        if (members.size() == 1) {
            config.setProperty("clientPort", Integer.toString(members.get(0).client()));
            config.setProperty("clientPortAddress", host);
        } else {
            config.setProperty("initLimit", "20");
            config.setProperty("syncLimit", "6");
            for (int i = 0; i < members.size(); i++) {
                PortBlock ports = members.get(i);
                config.setProperty(
                        "server." + (i + 1),
                        host + ":" + ports.quorum() + ":" + ports.election()
                                + (options.isObserver(i) ? ":observer" : "") + ";" + host + ":" + ports.client());
            }
        }
        if (options.hasTls()) {
            config.setProperty(
                    "secureClientPort", Integer.toString(members.get(index).secure()));
            config.setProperty("secureClientPortAddress", host);
        }
        options.config().forEach(config::setProperty);
        return config;
    }
}
