import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/** Reads static members by name, so that one build serves releases in which classes have moved. */
final class Reach {
    private Reach() {}

    static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException | NoClassDefFoundError absent) {
            return null;
        }
    }

    /** The value of "pkg.Type#member": a static field, a static method without arguments, or a member of the Scala object of that name. */
    static Object read(String path) throws ReflectiveOperationException {
        String[] parts = path.split("#");
        for (String name : new String[] {parts[0], parts[0] + "$"}) {
            Class<?> holder = type(name);
            if (holder == null) continue;
            Object self = name.endsWith("$") ? holder.getField("MODULE$").get(null) : null;
            Object found = readFrom(holder, self, parts[1]);
            if (found != null) return found;
        }
        return null;
    }

    private static Object readFrom(Class<?> holder, Object self, String member) throws ReflectiveOperationException {
        for (Method method : holder.getDeclaredMethods()) {
            if (method.getParameterCount() == 0 && reachable(method, method, self, member)) return method.invoke(self);
        }
        for (Field field : holder.getDeclaredFields()) {
            if (reachable(field, field, self, member)) return field.get(self);
        }
        return null;
    }

    private static boolean reachable(Member member, AccessibleObject access, Object self, String name) {
        if (!member.getName().equals(name)) return false;
        if (self == null && !Modifier.isStatic(member.getModifiers())) return false;
        access.setAccessible(true);
        return true;
    }
}
