package io.tabella.store;

/** The key of a row that one owner holds: a queue's entry, or a range of a subscription. */
public sealed interface HeldKey permits EntryKey, RangeKey {}
