package io.kazoo.testing;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * The main class of a forked server. It ties the server's life to the JVM that started it: standard input is a pipe
 * from there which never carries a byte, so its end means that the other JVM is gone, however it ended. Then nobody
 * is left to stop this server or to delete its files, and it does both itself.
 *
 * <p>It runs in the forked JVM with nothing but the JDK and the server beside it, from a jar that holds this one class:
 * it must not use any other class of this module. The server's main class is found by name, so that no ZooKeeper type
 * is ever needed to compile or to run a test.
 */
final class ServerLauncher {
    private ServerLauncher() {}

    /**
     * Runs a server until it ends.
     *
     * @param args the folder to delete when the parent is gone, the server's main class, and that class's own arguments
     * @throws Throwable what the server's main method throws
     */
    public static void main(String[] args) throws Throwable {
        Path home = Path.of(args[0]);
        Thread watch = new Thread(() -> endWithParent(home), "parent-watch");
        watch.setDaemon(true);
        watch.start();
        String[] serverArgs = List.of(args).subList(2, args.length).toArray(String[]::new);
        try {
            Class.forName(args[1]).getMethod("main", String[].class).invoke(null, (Object) serverArgs);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void endWithParent(Path home) {
        try {
            while (System.in.read() >= 0) {
                // Nothing is ever sent; whatever comes is not the end.
            }
        } catch (IOException e) {
            System.err.println("The pipe from the parent broke: " + e);
        }
        try {
            deleteTree(home);
        } catch (IOException e) {
            // The server writes on while its files go; what is left lies in the system's temporary folder.
            System.err.println("Could not delete all of " + home + ": " + e);
        } finally {
            Runtime.getRuntime().halt(1);
        }
    }

    /** Deletes a file, or a folder with all that is in it; what is gone already is no error. */
    static void deleteTree(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
                for (Path child : children) {
                    deleteTree(child);
                }
            } catch (NoSuchFileException e) {
                return;
            }
        }
        Files.deleteIfExists(path);
    }
}
