-- Where the archive of trades is: the catalog of Apache Iceberg, in the form that its JDBC catalog expects.

CREATE SCHEMA archive;
COMMENT ON SCHEMA archive IS 'Where the archive of trades is. Its files are in a folder or an object store, not in this database.';

CREATE TABLE archive.iceberg_tables (
  catalog_name               varchar(255) NOT NULL,
  table_namespace            varchar(255) NOT NULL,
  table_name                 varchar(255) NOT NULL,
  metadata_location          varchar(1000),
  previous_metadata_location varchar(1000),
  iceberg_type               varchar(5),
  PRIMARY KEY (catalog_name, table_namespace, table_name)
);
COMMENT ON TABLE archive.iceberg_tables IS 'A table of trades for each product, and where it is described as it is now. Lost with this database, it is found again by batch restore.';
COMMENT ON COLUMN archive.iceberg_tables.catalog_name IS 'archive.';
COMMENT ON COLUMN archive.iceberg_tables.table_namespace IS 'trades.';
COMMENT ON COLUMN archive.iceberg_tables.table_name IS 'The trading pair, such as btc_usd.';
COMMENT ON COLUMN archive.iceberg_tables.metadata_location IS 'The file that describes the table as it is now.';
COMMENT ON COLUMN archive.iceberg_tables.previous_metadata_location IS 'The file that described it before.';
COMMENT ON COLUMN archive.iceberg_tables.iceberg_type IS 'TABLE.';

CREATE TABLE archive.iceberg_namespace_properties (
  catalog_name   varchar(255) NOT NULL,
  namespace      varchar(255) NOT NULL,
  property_key   varchar(255),
  property_value varchar(1000),
  PRIMARY KEY (catalog_name, namespace, property_key)
);
COMMENT ON TABLE archive.iceberg_namespace_properties IS 'What is said about the name space of the tables of trades.';
COMMENT ON COLUMN archive.iceberg_namespace_properties.catalog_name IS 'archive.';
COMMENT ON COLUMN archive.iceberg_namespace_properties.namespace IS 'trades.';
COMMENT ON COLUMN archive.iceberg_namespace_properties.property_key IS 'What.';
COMMENT ON COLUMN archive.iceberg_namespace_properties.property_value IS 'Its value.';

ALTER TABLE ops.runs DROP CONSTRAINT runs_kind_check;
ALTER TABLE ops.runs ADD CONSTRAINT runs_kind_check CHECK (kind IN ('scheduled', 'recompute', 'restore'));
COMMENT ON COLUMN ops.runs.kind IS 'scheduled: moved the hand-over; recompute: somebody asked for a range again; restore: made rows again from the archive, in a database that had none.';
COMMENT ON COLUMN api.runs.kind IS 'scheduled: moved the hand-over; recompute: somebody asked for a range again; restore: made rows again from the archive, in a database that had none.';
