package io.tabella.extension;

/**
 * What is set for a queue or a topic in the database.
 *
 * @param topic whether it is for a topic
 * @param destination its name; * for all queues, or all topics
 * @param name of the setting, as docs/destinations.md lists them
 */
public record SettingInfo(boolean topic, String destination, String name, String value) {}
