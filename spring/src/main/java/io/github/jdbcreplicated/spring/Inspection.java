package io.github.jdbcreplicated.spring;

import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import org.springframework.util.ReflectionUtils;

/** Looks at a bean's class once, for annotations that cannot hold: refuses the hopeless, warns of the ineffective. */
final class Inspection {
    private static final System.Logger LOG = System.getLogger("io.github.jdbcreplicated.spring");

    private Inspection() {}

    static void of(Class<?> type, Directives directives) {
        for (Method method : ReflectionUtils.getUniqueDeclaredMethods(type)) {
            Directive directive = directives.find(method, type);
            if (directive != null && !method.isSynthetic()) {
                String origin = Directives.origin(method, type);
                DeferredWork.refuse(method, directive, origin);
                warnIfOutOfReach(method, directive, origin);
            }
        }
    }

    /** A class's annotation says nothing about its private and static methods, so only their own are worth a word. */
    private static void warnIfOutOfReach(Method method, Directive directive, String origin) {
        int modifiers = method.getModifiers();
        boolean hidden = Modifier.isPrivate(modifiers) || Modifier.isStatic(modifiers);
        if (hidden ? Directive.on(method) != null : isFinal(method)) {
            LOG.log(
                    Level.WARNING,
                    directive + " has no effect on " + origin + ", which is " + Modifier.toString(modifiers)
                            + ": a proxy class cannot override it. Make it overridable, or open a ReplicationScope in it");
        }
    }

    /** The methods of a JDK proxy's own class are final, and reachable all the same. */
    private static boolean isFinal(Method method) {
        return Modifier.isFinal(method.getModifiers()) && !Proxy.isProxyClass(method.getDeclaringClass());
    }
}
