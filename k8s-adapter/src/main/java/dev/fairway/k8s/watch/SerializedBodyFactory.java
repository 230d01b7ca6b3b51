package dev.fairway.k8s.watch;

import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

/**
 * The factory of HTTP clients whose response bodies serialize reading and closing. A watch that is
 * stopped is closed from another thread than the one that waits for its next event, and okio's
 * streams bear no two threads: the pool of buffers is the whole process's, so it is other streams
 * that lose bytes then. Here the closing thread cancels the call first, and waits until the reader
 * has noticed.
 */
final class SerializedBodyFactory extends OkHttpClientFactory {

  @Override
  protected void additionalConfig(OkHttpClient.Builder builder) {
    builder.addInterceptor(SerializedBodyFactory::intercept);
  }

  private static Response intercept(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    ResponseBody body = response.body();
    BufferedSource source = Okio.buffer((Source) new SerializedSource(body.source(), chain.call()));
    return response
        .newBuilder()
        .body(ResponseBody.create(source, body.contentType(), body.contentLength()))
        .build();
  }

  private static final class SerializedSource extends ForwardingSource {

    private final ReentrantLock lock = new ReentrantLock();
    private final Call call;

    SerializedSource(Source source, Call call) {
      super(source);
      this.call = call;
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
      lock.lock();
      try {
        return super.read(sink, byteCount);
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() throws IOException {
      if (!lock.tryLock()) {
        call.cancel();
        lock.lock();
      }
      try {
        super.close();
      } finally {
        lock.unlock();
      }
    }
  }
}
