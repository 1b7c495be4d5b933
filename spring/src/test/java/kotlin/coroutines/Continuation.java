package kotlin.coroutines;

/** Stands for Kotlin's type of this name: what a suspending function takes as its last parameter. */
public interface Continuation<T> {}
