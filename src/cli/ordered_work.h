// OrderedWork: batches worked on by several threads and used in the order in which they came, by the thread that brought them.
// With one thread all happens at once on the caller's. `work` runs on the workers with a Workspace of their own, `use` only on the
// caller's thread; few batches are in flight, so memory does not grow with the input.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "pipeline/coding.h"

namespace detente::cli {

template <class Batch>
class OrderedWork {
 public:
  using Work = std::function<void(Batch&, Workspace&)>;
  using Use = std::function<void(Batch&)>;

  // `work` must not throw.
  OrderedWork(std::size_t threads, Work work, Use use) : threads_(threads), work_(std::move(work)), use_(std::move(use)) {
    if (threads_ > 1)
      for (std::size_t i = 0; i < threads_; ++i) workers_.emplace_back([this] { run(); });
    else own_ = std::make_unique<Workspace>();
  }
  ~OrderedWork() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
      queue_.clear();  // after an exception nobody waits for them
    }
    wake_.notify_all();
    for (std::thread& t : workers_) t.join();
  }
  OrderedWork(const OrderedWork&) = delete;
  OrderedWork& operator=(const OrderedWork&) = delete;

  void push(std::unique_ptr<Batch> batch) {
    if (threads_ <= 1) {
      work_(*batch, *own_);
      use_(*batch);
      return;
    }
    auto job = std::make_shared<Job>();
    job->batch = std::move(batch);
    {
      const std::lock_guard lock(mutex_);
      queue_.push_back(job);
    }
    wake_.notify_one();
    flying_.push_back(std::move(job));
    while (flying_.size() > kFlying * threads_) use_oldest();
  }
  void finish() {
    while (!flying_.empty()) use_oldest();
  }

 private:
  // Batches on their way, per thread: the workers do not idle while the caller's thread is busy with something long
  static constexpr std::size_t kFlying = 24;
  struct Job {
    std::unique_ptr<Batch> batch;
    bool done = false;
  };

  void use_oldest() {
    const std::shared_ptr<Job> job = flying_.front();
    flying_.pop_front();
    {
      std::unique_lock lock(mutex_);
      finished_.wait(lock, [&] { return job->done; });
    }
    use_(*job->batch);
  }

  void run() {
    Workspace ws;
    for (;;) {
      std::shared_ptr<Job> job;
      {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [this] { return closed_ || !queue_.empty(); });
        if (queue_.empty()) return;
        job = queue_.front();
        queue_.pop_front();
      }
      work_(*job->batch, ws);
      {
        const std::lock_guard lock(mutex_);
        job->done = true;
      }
      finished_.notify_all();
    }
  }

  std::size_t threads_;
  Work work_;
  Use use_;
  std::unique_ptr<Workspace> own_;
  std::deque<std::shared_ptr<Job>> flying_, queue_;
  std::mutex mutex_;
  std::condition_variable wake_, finished_;
  bool closed_ = false;
  std::vector<std::thread> workers_;
};

}  // namespace detente::cli
