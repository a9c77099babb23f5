/** The store in a relational database, over JDBC. */
@NullMarked
package io.tabella.store.jdbc;

import org.jspecify.annotations.NullMarked;
