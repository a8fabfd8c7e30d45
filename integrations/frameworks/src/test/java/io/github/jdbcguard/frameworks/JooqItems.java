package io.github.jdbcguard.frameworks;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import java.util.List;
import org.jooq.CloseableDSLContext;
import org.jooq.Field;

/** By jOOQ, without generated code. */
record JooqItems(CloseableDSLContext create) implements Items {
  private static final Field<Integer> ID = field("id", Integer.class);
  private static final Field<String> NAME = field("name", String.class);

  @Override
  public List<String> names() {
    return create.select(NAME).from(table("items")).orderBy(ID).fetch(NAME);
  }

  @Override
  public void rename(int id, String name) {
    create.transaction(
        inner -> inner.dsl().update(table("items")).set(NAME, name).where(ID.eq(id)).execute());
  }

  @Override
  public void close() {
    create.close();
  }
}
