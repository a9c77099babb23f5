/**
 * Jakarta Messaging's behaviour for queues, on every database: one class per theme, one sentence
 * per test. Each class has a {@link io.tabella.it.jms.Rig} on a database of its own, each test
 * queues of its own.
 */
@NullMarked
package io.tabella.it.jms;

import org.jspecify.annotations.NullMarked;
