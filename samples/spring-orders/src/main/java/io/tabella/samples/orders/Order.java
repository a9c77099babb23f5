package io.tabella.samples.orders;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;

/**
 * What a customer wants.
 *
 * @param id by the customer, who may send the order again if there was no answer
 */
record Order(
    @NotBlank @Size(max = 40) String id,
    @NotBlank @Size(max = 200) String item,
    @NotNull @Digits(integer = 7, fraction = 2) BigDecimal amount) {}
