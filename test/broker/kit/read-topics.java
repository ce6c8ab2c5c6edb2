import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads whole topics with Kafka's own consumer, committed records only: a topic's name a line in, its records as lines of JSON out. */
public class ReadTopics {
  public static void main(String[] args) throws Exception {
    try (KafkaConsumer<byte[], byte[]> committed = consumer(args[0], "read_committed");
        KafkaConsumer<byte[], byte[]> all = consumer(args[0], "read_uncommitted")) {
      BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
      for (String topic = in.readLine(); topic != null; topic = in.readLine()) {
        try {
          read(topic, committed, all, out);
        } catch (Exception error) {
          out.println("{\"error\":\"" + error.getClass().getSimpleName() + "\"}");
        }
        out.flush();
      }
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String address, String isolation) {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", address);
    settings.put("isolation.level", isolation);
    settings.put("enable.auto.commit", "false");
    settings.put("auto.offset.reset", "none");
    settings.put("default.api.timeout.ms", "20000");
    settings.put("metadata.max.age.ms", "1000");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static void read(
      String topic, KafkaConsumer<byte[], byte[]> committed, KafkaConsumer<byte[], byte[]> all, PrintStream out) {
    List<TopicPartition> partitions = new ArrayList<>();
    List<PartitionInfo> infos = committed.partitionsFor(topic);
    if (infos == null || infos.isEmpty()) throw new IllegalStateException(topic);
    for (PartitionInfo info : infos) partitions.add(new TopicPartition(topic, info.partition()));
    committed.assign(partitions);
    committed.seekToBeginning(partitions);
    Map<TopicPartition, Long> stable = committed.endOffsets(partitions);
    Map<TopicPartition, Long> high = all.endOffsets(partitions);
    for (TopicPartition partition : partitions) {
      while (committed.position(partition) < stable.get(partition)) {
        for (ConsumerRecord<byte[], byte[]> record : committed.poll(Duration.ofMillis(200))) write(record, stable, out);
      }
    }
    StringBuilder open = new StringBuilder();
    for (TopicPartition partition : partitions) {
      if (high.get(partition) > stable.get(partition)) {
        open.append(open.length() == 0 ? "" : ",").append(partition.partition());
      }
    }
    out.println("{\"end\":true,\"partitions\":" + partitions.size() + ",\"open\":[" + open + "]}");
  }

  private static void write(
      ConsumerRecord<byte[], byte[]> record, Map<TopicPartition, Long> stable, PrintStream out) {
    if (record.offset() >= stable.get(new TopicPartition(record.topic(), record.partition()))) return;
    StringBuilder headers = new StringBuilder();
    for (Header header : record.headers()) {
      headers.append(headers.length() == 0 ? "" : ",");
      headers.append("[").append(text(header.key().getBytes(StandardCharsets.UTF_8))).append(",");
      headers.append(text(header.value())).append("]");
    }
    out.println("{\"partition\":" + record.partition() + ",\"offset\":" + record.offset() + ",\"timestamp\":"
        + record.timestamp() + ",\"key\":" + text(record.key()) + ",\"value\":" + text(record.value())
        + ",\"headers\":[" + headers + "]}");
  }

  private static String text(byte[] bytes) {
    return bytes == null ? "null" : "\"" + Base64.getEncoder().encodeToString(bytes) + "\"";
  }
}
