/** Tabella in applications of Spring Boot, 3.5 and 4. */
@NullMarked
package io.tabella.spring;

import org.jspecify.annotations.NullMarked;
