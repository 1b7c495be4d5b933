package io.github.jdbcreplicated.boot.app;

import org.springframework.stereotype.Component;

@Component("jpa")
class JpaBoard implements Board {
    private final Messages messages;

    JpaBoard(Messages messages) {
        this.messages = messages;
    }

    @Override
    public boolean isOnReplica() {
        return messages.isOnReplica();
    }

    @Override
    public void add(String text) {
        messages.save(new Message(text));
    }
}
