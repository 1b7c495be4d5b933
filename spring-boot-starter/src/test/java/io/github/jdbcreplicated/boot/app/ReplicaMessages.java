package io.github.jdbcreplicated.boot.app;

import io.github.jdbcreplicated.UseReplica;
import org.springframework.data.repository.CrudRepository;

/** Annotated as a whole; only inherited methods. */
@UseReplica
interface ReplicaMessages extends CrudRepository<Message, Long> {}
