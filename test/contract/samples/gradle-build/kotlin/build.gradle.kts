plugins {
    kotlin("jvm") version "2.0.0"
    alias(libs.plugins.spring)
}

val onnx = "1.19.2"

dependencies {
    implementation("com.openai:openai-java:2.0.0")
    implementation(libs.langchain4j.open.ai)
    implementation(platform(libs.spring.ai.bom))
    implementation(libs.bundles.web)
    runtimeOnly("com.microsoft.onnxruntime:onnxruntime_gpu:$onnx")
    testImplementation(group = "org.acme", name = "fixtures", version = "1.0")
    implementation(kotlin("stdlib"))
}
