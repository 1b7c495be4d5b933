package io.github.jdbcreplicated.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplicated.Consistency;
import io.github.jdbcreplicated.Fallback;
import io.github.jdbcreplicated.Target;
import io.github.jdbcreplicated.UsePrimary;
import io.github.jdbcreplicated.UseReplica;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.annotation.AliasFor;

class DirectivesTest {
    private final Directives directives = new Directives();

    static Stream<Arguments> placements() {
        return Stream.of(
                placed("nowhere", Plain.class, null),
                placed("on the method", OnMethod.class, Target.REPLICA),
                placed("on the class", OnClass.class, Target.REPLICA),
                placed("on the superclass", Inheriting.class, Target.REPLICA),
                placed("on the overridden method", Overriding.class, Target.REPLICA),
                placed("method over class", MethodOverClass.class, Target.REPLICA),
                placed("overridden method over class", OverriddenOverClass.class, Target.REPLICA),
                placed("class over superclass", ClassOverSuperclass.class, Target.REPLICA),
                placed("class over interface", ClassOverInterface.class, Target.REPLICA),
                placed("class over interface method", ClassOverInterfaceMethod.class, Target.PRIMARY),
                placed("on the interface method", OfFinder.class, Target.REPLICA),
                placed("on the interface", OfReader.class, Target.REPLICA),
                placed("interface method over interface", OfMixed.class, Target.PRIMARY),
                placed("on a generic interface's method", OfGeneric.class, Target.REPLICA),
                placed("on a superinterface", OfSubReader.class, Target.REPLICA),
                placed("on an interface without the method", OfOther.class, null),
                placed("own annotation on the method", MetaMethod.class, Target.REPLICA),
                placed("own annotation on the superclass", MetaInheriting.class, Target.REPLICA),
                placed("both on one method", BothOnMethod.class, Target.PRIMARY),
                placed("both on one class", BothOnClass.class, Target.PRIMARY),
                placed("primary and an own annotation on one method", BothWithMeta.class, Target.PRIMARY),
                placed("replica on the class, primary on the superclass", ReplicaBelowPrimary.class, Target.REPLICA));
    }

    private static Arguments placed(String place, Class<?> type, @Nullable Target target) {
        return Arguments.of(place, type, target);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("placements")
    void annotationIsFoundWhereItIsPlaced(String place, Class<?> type, @Nullable Target target) {
        assertThat(target(type)).isEqualTo(target);
        assertThat(directives.isCarriedBy(type)).isEqualTo(target != null || type == OfOther.class);
    }

    @Test
    void inheritedMethodsOfAProxyFollowTheInterfaceThatInheritsThem() {
        Class<?> repository = proxy(OrderRepository.class, Marker.class);
        assertThat(found(method(Crud.class, "count"), repository)).isEqualTo(Target.REPLICA);
        assertThat(found(method(Crud.class, "save"), repository)).isEqualTo(Target.PRIMARY);
        assertThat(found(method(OrderRepository.class, "find"), repository)).isEqualTo(Target.REPLICA);
        assertThat(found(method(Marker.class, "marked"), repository)).isNull();
        assertThat(found(method(Crud.class, "count"), proxy(Crud.class))).isNull();
    }

    @Test
    void methodsOfObjectAreNobodysBusiness() {
        assertThat(found(method(Object.class, "toString"), OnClass.class)).isNull();
        assertThat(found(method(Object.class, "hashCode"), proxy(OrderRepository.class)))
                .isNull();
    }

    @Test
    void attributesAreCarried() {
        assertThat(directives.find(method(WithAttributes.class, "find"), WithAttributes.class))
                .isEqualTo(new Directive(Target.REPLICA, "orders", Consistency.EVENTUAL, Fallback.FAIL));
        assertThat(directives.find(method(MetaMethod.class, "find"), MetaMethod.class))
                .isEqualTo(new Directive(Target.REPLICA, "reports", Consistency.DEFAULT, Fallback.DEFAULT));
    }

    @Test
    void originNamesTheClassOrTheInterfaceThatPeopleWrote() {
        assertThat(Directives.origin(method(OnClass.class, "find"), OnClass.class))
                .isEqualTo("OnClass.find");
        assertThat(Directives.origin(method(Crud.class, "count"), proxy(OrderRepository.class)))
                .isEqualTo("OrderRepository.count");
    }

    private @Nullable Target target(Class<?> type) {
        return found(method(type, "find"), type);
    }

    private @Nullable Target found(Method method, Class<?> type) {
        Directive directive = directives.find(method, type);
        return directive == null ? null : directive.target();
    }

    private static Method method(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name) && !method.isBridge())
                .findFirst()
                .orElseThrow();
    }

    private static Class<?> proxy(Class<?>... interfaces) {
        return Proxy.newProxyInstance(DirectivesTest.class.getClassLoader(), interfaces, (p, m, a) -> null)
                .getClass();
    }

    @UseReplica(cluster = "reports")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Reporting {
        @AliasFor(annotation = UseReplica.class, attribute = "fallback")
        Fallback orElse() default Fallback.DEFAULT;
    }

    public static class Plain {
        public void find() {}
    }

    public static class OnMethod {
        @UseReplica
        public void find() {}
    }

    @UseReplica
    public static class OnClass {
        public void find() {}
    }

    public static class Inheriting extends OnClass {}

    public static class Overriding extends OnMethod {
        @Override
        public void find() {}
    }

    @UsePrimary
    public static class MethodOverClass {
        @UseReplica
        public void find() {}
    }

    @UsePrimary
    public static class OverriddenOverClass extends OnMethod {
        @Override
        public void find() {}
    }

    @UsePrimary
    public static class PrimaryBase {
        public void find() {}
    }

    @UseReplica
    public static class ClassOverSuperclass extends PrimaryBase {}

    @UseReplica
    public static class ReplicaBelowPrimary extends PrimaryBase {
        @Override
        public void find() {}
    }

    public interface Finder {
        @UseReplica
        void find();
    }

    @UseReplica
    public interface Reader {
        void find();
    }

    @UsePrimary
    public interface PrimaryReader {
        void find();
    }

    @UseReplica
    public interface Mixed {
        @UsePrimary
        void find();
    }

    public interface Generic<T> {
        @UseReplica
        void find(T key);
    }

    public interface SubReader extends Reader {}

    @UseReplica
    public interface Other {
        void other();
    }

    @UseReplica
    public static class ClassOverInterface implements PrimaryReader {
        @Override
        public void find() {}
    }

    @UsePrimary
    public static class ClassOverInterfaceMethod implements Finder {
        @Override
        public void find() {}
    }

    public static class OfFinder implements Finder {
        @Override
        public void find() {}
    }

    public static class OfReader implements Reader {
        @Override
        public void find() {}
    }

    public static class OfMixed implements Mixed {
        @Override
        public void find() {}
    }

    public static class OfGeneric implements Generic<String> {
        @Override
        public void find(String key) {}
    }

    public static class OfSubReader implements SubReader {
        @Override
        public void find() {}
    }

    public static class OfOther implements Other {
        public void find() {}

        @Override
        public void other() {}
    }

    public static class MetaMethod {
        @Reporting
        public void find() {}
    }

    @Reporting
    public static class MetaBase {}

    public static class MetaInheriting extends MetaBase {
        public void find() {}
    }

    public static class BothOnMethod {
        @UseReplica
        @UsePrimary
        public void find() {}
    }

    @UseReplica
    @UsePrimary
    public static class BothOnClass {
        public void find() {}
    }

    public static class BothWithMeta {
        @Reporting
        @UsePrimary
        public void find() {}
    }

    public static class WithAttributes {
        @UseReplica(cluster = "orders", consistency = Consistency.EVENTUAL, fallback = Fallback.FAIL)
        public void find() {}
    }

    public interface Crud<T> {
        long count();

        void save(T entity);
    }

    @UseReplica
    public interface OrderRepository extends Crud<String> {
        String find();

        @Override
        @UsePrimary
        void save(String entity);
    }

    public interface Marker {
        void marked();
    }
}
