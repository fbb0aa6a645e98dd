package choice;

import io.kazoo.exceptions.ConfigurationException;
import io.kazoo.handler.HandlerChoice;

/**
 * Makes the choices it is given and prints what came of them. An argument is the name given to the builder, a slash and
 * the system property; either may be empty.
 */
public final class Choose {
    private Choose() {}

    public static void main(String[] args) {
        for (String arg : args) {
            int slash = arg.indexOf('/');
            String name = slash == 0 ? null : arg.substring(0, slash);
            System.setProperty(HandlerChoice.PROPERTY, arg.substring(slash + 1));
            try {
                System.out.println(
                        arg + " -> " + HandlerChoice.choose(null, name).handler().name());
            } catch (ConfigurationException e) {
                System.out.println(arg + " -> " + e.getMessage());
            }
        }
    }
}
