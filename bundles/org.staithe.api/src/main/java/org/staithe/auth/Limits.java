// SPDX-License-Identifier: Apache-2.0
package org.staithe.auth;

/** How much a user may take. Zero means without limit. */
public final class Limits {

    public static final Limits NONE = new Builder().build();

    private final int sessions;
    private final long downloadRate;
    private final long uploadRate;
    private final long uploadSize;

    private Limits(Builder builder) {
        this.sessions = builder.sessions;
        this.downloadRate = builder.downloadRate;
        this.uploadRate = builder.uploadRate;
        this.uploadSize = builder.uploadSize;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Sessions at the same time; one more is refused with 421. */
    public int sessions() {
        return sessions;
    }

    /** Bytes per second of one download. */
    public long downloadRate() {
        return downloadRate;
    }

    /** Bytes per second of one upload. */
    public long uploadRate() {
        return uploadRate;
    }

    /** Bytes of one uploaded file; one that grows beyond is refused with 552. */
    public long uploadSize() {
        return uploadSize;
    }

    /** Not safe for concurrent use. */
    public static final class Builder {

        private int sessions;
        private long downloadRate;
        private long uploadRate;
        private long uploadSize;

        private Builder() {}

        public Builder sessions(int atOnce) {
            this.sessions = (int) notNegative("sessions", atOnce);
            return this;
        }

        public Builder downloadRate(long bytesPerSecond) {
            this.downloadRate = notNegative("downloadRate", bytesPerSecond);
            return this;
        }

        public Builder uploadRate(long bytesPerSecond) {
            this.uploadRate = notNegative("uploadRate", bytesPerSecond);
            return this;
        }

        public Builder uploadSize(long bytes) {
            this.uploadSize = notNegative("uploadSize", bytes);
            return this;
        }

        public Limits build() {
            return new Limits(this);
        }

        private static long notNegative(String name, long value) {
            if (value < 0) {
                throw new IllegalArgumentException(name + " is " + value + ": it must be 0 (no limit) or more");
            }
            return value;
        }
    }
}
