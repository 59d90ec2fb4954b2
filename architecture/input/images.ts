/** What the name of a container image tells. */

const stores: ReadonlySet<string> = new Set([
  'arangodb',
  'cassandra',
  'clickhouse',
  'clickhouse-server',
  'cockroach',
  'consul',
  'couchbase',
  'couchdb',
  'dragonfly',
  'dynamodb-local',
  'elasticsearch',
  'etcd',
  'influxdb',
  'kafka',
  'keydb',
  'mariadb',
  'memcached',
  'minio',
  'mongo',
  'mongodb',
  'mssql',
  'mssql-server',
  'mysql',
  'mysql-server',
  'nats',
  'neo4j',
  'opensearch',
  'oracle-xe',
  'percona',
  'pgvector',
  'postgis',
  'postgres',
  'postgresql',
  'qdrant',
  'rabbitmq',
  'redis',
  'redis-stack',
  'redpanda',
  'rethinkdb',
  'scylla',
  'timescaledb',
  'valkey',
  'vault',
  'weaviate',
  'zookeeper',
]);

/** The repository, without tag and digest; a colon before the last slash is a port. */
export function repositoryOf(image: string): string {
  const untagged = image.split('@', 1)[0];
  const slash = untagged.lastIndexOf('/');
  const colon = untagged.indexOf(':', slash + 1);
  return colon < 0 ? untagged : untagged.slice(0, colon);
}

/** Whether the image is one of a database, cache, queue or object store. */
export function isStoreImage(image: string): boolean {
  const repository = repositoryOf(image).toLowerCase();
  return stores.has(repository.slice(repository.lastIndexOf('/') + 1));
}
