package io.github.jdbcreplicated.boot.app;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface Messages extends JpaRepository<Message, Long> {

    @Query(value = Board.ON_A_REPLICA, nativeQuery = true)
    boolean isOnReplica();
}
