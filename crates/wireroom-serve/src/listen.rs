//! The socket: accepts connections and bounds what each may cost.
//!
//! What it is not: it knows nothing of the record. A slow or silent client holds one of a bounded
//! number of places for a bounded time.

use axum::Router;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// Connections at once; the rest wait.
const CONNECTIONS: usize = 512;
/// Time to send the head of a request.
const HEAD: Duration = Duration::from_secs(15);
/// Time that one connection may last, however it is used.
const LIFE: Duration = Duration::from_secs(600);
/// Bytes and headers that the head of a request may have.
const HEAD_BYTES: usize = 32 * 1024;
const HEADERS: usize = 64;

/// Answers on `listener` until the process ends.
///
/// # Errors
/// When the socket or its threads cannot be set up.
pub fn listen(listener: TcpListener, router: Router) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async move {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let places = Arc::new(Semaphore::new(CONNECTIONS));
        loop {
            let place = Arc::clone(&places).acquire_owned().await;
            let stream = match listener.accept().await {
                Ok((stream, _)) => stream,
                Err(_) => {
                    // Out of file handles, or the client went away: both pass.
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            };
            let _ = stream.set_nodelay(true);
            let service = TowerToHyperService::new(router.clone());
            tokio::spawn(async move {
                let _place = place;
                let connection = hyper::server::conn::http1::Builder::new()
                    .timer(TokioTimer::new())
                    .header_read_timeout(HEAD)
                    .max_buf_size(HEAD_BYTES)
                    .max_headers(HEADERS)
                    .serve_connection(TokioIo::new(stream), service);
                // What a client did wrong is the client's to know.
                let _ = tokio::time::timeout(LIFE, connection).await;
            });
        }
    })
}
