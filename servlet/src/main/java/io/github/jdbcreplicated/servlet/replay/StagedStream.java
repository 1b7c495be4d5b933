package io.github.jdbcreplicated.servlet.replay;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/** The stream of a {@link StagedResponse}. */
final class StagedStream extends ServletOutputStream {
    private final StagedResponse response;

    StagedStream(StagedResponse response) {
        this.response = response;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        switch (response.makeRoom(length)) {
            case STAGE -> response.body().write(bytes, offset, length);
            case PASS -> response.realStream().write(bytes, offset, length);
            case DROP -> {}
        }
    }

    @Override
    public void flush() throws IOException {
        if (response.releaseForFlush()) {
            response.realStream().flush();
        }
    }

    @Override
    public void close() throws IOException {
        if (response.releaseForClose()) {
            response.realStream().close();
        }
    }

    @Override
    public boolean isReady() {
        return !response.passes() || response.realStreamOrFail().isReady();
    }

    /** From here on the container calls the application back, which no one can hold. */
    @Override
    public void setWriteListener(WriteListener listener) {
        response.releaseOrFail();
        if (response.passes()) {
            response.realStreamOrFail().setWriteListener(listener);
        }
    }
}
