/** What goes by other names in Spring Boot 4 than in other versions. */
@NullMarked
package io.tabella.spring.boot4;

import org.jspecify.annotations.NullMarked;
