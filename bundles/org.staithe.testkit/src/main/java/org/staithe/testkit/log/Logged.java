// SPDX-License-Identifier: Apache-2.0
package org.staithe.testkit.log;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What a class has logged while a test ran; SLF4J must be bound to the JDK's logging. */
public final class Logged extends Handler implements AutoCloseable {

    private final Logger logger;
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    public Logged(Class<?> by) {
        logger = Logger.getLogger(by.getName());
        logger.addHandler(this);
        logger.setUseParentHandlers(false);
    }

    public List<String> errors() {
        return at(Level.SEVERE);
    }

    public List<String> warnings() {
        return at(Level.WARNING);
    }

    private List<String> at(Level level) {
        return records.stream()
                .filter(logged -> logged.getLevel().equals(level))
                .map(new SimpleFormatter()::formatMessage)
                .toList();
    }

    @Override
    public void publish(LogRecord logged) {
        records.add(logged);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
