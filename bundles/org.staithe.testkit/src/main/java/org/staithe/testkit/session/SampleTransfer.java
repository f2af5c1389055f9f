// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.session;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.staithe.filesystem.Pathname;
import org.staithe.session.RepresentationType;
import org.staithe.session.TransferReport;

/** A transfer as a plugin may be told of it; unless said otherwise a whole file that went well. Immutable. */
public record SampleTransfer(
        Direction direction,
        String verb,
        Pathname path,
        RepresentationType type,
        boolean secure,
        long offset,
        long bytes,
        Instant started,
        Duration took,
        Result result,
        int code,
        Opening opening,
        Optional<String> problem)
        implements TransferReport {

    /** How the data connection was agreed upon. */
    public record SampleOpening(boolean passive, InetSocketAddress address, boolean connected) implements Opening {}

    public static Builder download(String path) {
        return new Builder(Direction.DOWNLOAD, "RETR", path);
    }

    public static Builder upload(String path) {
        return new Builder(Direction.UPLOAD, "STOR", path);
    }

    public static Builder listing(String path) {
        return new Builder(Direction.LISTING, "MLSD", path);
    }

    /** Not safe for concurrent use. */
    public static final class Builder {

        private final Direction direction;
        private final Pathname path;
        private String verb;
        private RepresentationType type = RepresentationType.IMAGE;
        private boolean secure;
        private long offset;
        private long bytes = 1000;
        private Instant started = Instant.EPOCH;
        private Duration took = Duration.ofSeconds(1);
        private Result result = Result.COMPLETED;
        private int code = 226;
        private Opening opening =
                new SampleOpening(true, new InetSocketAddress(InetAddress.getLoopbackAddress(), 50_000), true);
        private Optional<String> problem = Optional.empty();

        private Builder(Direction direction, String verb, String path) {
            this.direction = direction;
            this.verb = verb;
            this.path = Pathname.of(path);
        }

        public Builder verb(String asked) {
            this.verb = asked;
            return this;
        }

        public Builder type(RepresentationType chosen) {
            this.type = chosen;
            return this;
        }

        public Builder secure(boolean tls) {
            this.secure = tls;
            return this;
        }

        public Builder offset(long where) {
            this.offset = where;
            return this;
        }

        public Builder bytes(long count) {
            this.bytes = count;
            return this;
        }

        public Builder started(Instant when) {
            this.started = when;
            return this;
        }

        public Builder took(Duration time) {
            this.took = time;
            return this;
        }

        /** With the code of the closing reply; 0 for one that runs. */
        public Builder ended(Result how, int closing) {
            this.result = how;
            this.code = closing;
            return this;
        }

        /** By {@code PASV}, which told the client this address. */
        public Builder passive(InetSocketAddress told, boolean connected) {
            this.opening = new SampleOpening(true, told, connected);
            return this;
        }

        public Builder problem(String why) {
            this.problem = Optional.of(why);
            return this;
        }

        public SampleTransfer build() {
            return new SampleTransfer(
                    direction, verb, path, type, secure, offset, bytes, started, took, result, code, opening, problem);
        }
    }
}
