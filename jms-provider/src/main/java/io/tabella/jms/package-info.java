/**
 * What a user types: the connection factories.
 *
 * <p><b>Settings.</b> {@code Setting} is the table of all of them: name, values, default, what it
 * does. The bean properties of {@link io.tabella.jms.FactorySettings}, the {@code tabella.…}
 * parameters of a JDBC URL and {@code docs/settings.md} are three views of that table. They are
 * collected in {@code SettingValues}, and frozen into a {@code FactoryConfig} with the first
 * connection.
 */
@NullMarked
package io.tabella.jms;

import org.jspecify.annotations.NullMarked;
