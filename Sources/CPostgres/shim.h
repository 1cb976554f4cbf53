#pragma once
#include <libpq-fe.h>

// Character macros, which Swift does not see.
enum {
  calento_field_severity = PG_DIAG_SEVERITY_NONLOCALIZED,
  calento_field_sqlstate = PG_DIAG_SQLSTATE,
  calento_field_message = PG_DIAG_MESSAGE_PRIMARY,
  calento_field_position = PG_DIAG_STATEMENT_POSITION,
  calento_field_table = PG_DIAG_TABLE_NAME,
  calento_field_column = PG_DIAG_COLUMN_NAME,
  calento_field_constraint = PG_DIAG_CONSTRAINT_NAME
};
