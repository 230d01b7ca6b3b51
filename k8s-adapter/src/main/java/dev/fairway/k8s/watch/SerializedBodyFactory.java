package dev.fairway.k8s.watch;

import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

/**
 * Makes HTTP clients in which nobody closes an answer while somebody else reads it. A watch that is
 * stopped is closed from another thread than the one that waits for its next event, and streams
 * bear no two threads: the pool of buffers is the whole process's, so it is other streams that lose
 * bytes then. Here who closes ends the call first, and waits until its reader has noticed.
 */
final class SerializedBodyFactory extends OkHttpClientFactory {

  @Override
  protected void additionalConfig(OkHttpClient.Builder builder) {
    builder.addInterceptor(SerializedBodyFactory::intercept);
  }

  private static Response intercept(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    return response.newBuilder().body(new SerialBody(response.body(), chain.call())).build();
  }

  private static final class SerialBody extends ResponseBody {

    private final ResponseBody body;
    private final BufferedSource source;

    SerialBody(ResponseBody body, Call call) {
      this.body = body;
      this.source = Okio.buffer((Source) new SerialSource(body.source(), call));
    }

    @Override
    public MediaType contentType() {
      return body.contentType();
    }

    @Override
    public long contentLength() {
      return body.contentLength();
    }

    @Override
    public BufferedSource source() {
      return source;
    }
  }

  private static final class SerialSource extends ForwardingSource {

    private final ReentrantLock turn = new ReentrantLock();
    private final Call call;

    SerialSource(Source source, Call call) {
      super(source);
      this.call = call;
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
      turn.lock();
      try {
        return super.read(sink, byteCount);
      } finally {
        turn.unlock();
      }
    }

    @Override
    public void close() throws IOException {
      if (!turn.tryLock()) {
        call.cancel();
        turn.lock();
      }
      try {
        super.close();
      } finally {
        turn.unlock();
      }
    }
  }
}
