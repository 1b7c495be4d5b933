package io.github.jdbcreplicated.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/** The stream of a {@link BeforeCommitResponse}. */
final class BeforeCommitStream extends ServletOutputStream {
    private final ServletOutputStream delegate;
    private final BeforeCommitResponse response;

    BeforeCommitStream(ServletOutputStream delegate, BeforeCommitResponse response) {
        this.delegate = delegate;
        this.response = response;
    }

    @Override
    public void write(int b) throws IOException {
        response.bodyGrows(1);
        delegate.write(b);
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        response.bodyGrows(bytes.length);
        delegate.write(bytes);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        response.bodyGrows(length);
        delegate.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        response.headersLeave();
        delegate.flush();
    }

    @Override
    public void close() throws IOException {
        response.headersLeave();
        delegate.close();
    }

    @Override
    public boolean isReady() {
        return delegate.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        response.headersLeave();
        delegate.setWriteListener(listener);
    }
}
